import type { Db } from '../../db/open.ts';

/** What has become of everything. */
export interface EndState {
  readonly tickets: readonly { readonly id: number; readonly reporter: string; readonly status: string }[];
  readonly parts: readonly {
    readonly to: string;
    readonly state: string;
    readonly reference: number | null;
  }[];
  readonly textsIn: number;
  readonly quarantined: number;
  /** Kinds, the closed ones too. */
  readonly alarms: readonly string[];
  readonly gateway: { readonly phase: string; readonly detail: string } | undefined;
}

export function endState({ $client: db }: Db): EndState {
  const number = (sql: string): number => Number(db.prepare(sql).pluck().get());
  return {
    tickets: db
      .prepare<[], EndState['tickets'][number]>(
        'SELECT id, reporter_phone AS reporter, status FROM tickets ORDER BY id',
      )
      .all(),
    parts: db
      .prepare<[], EndState['parts'][number]>(
        `SELECT recipient AS "to", state, reference FROM outbound_parts
         JOIN outbound_texts USING (message_id) ORDER BY outbound_parts.id`,
      )
      .all(),
    textsIn: number('SELECT count(*) FROM inbound_texts'),
    quarantined: number("SELECT count(*) FROM raw_messages WHERE state = 'quarantined'"),
    alarms: db
      .prepare<[], { kind: string }>('SELECT DISTINCT kind FROM alarms ORDER BY kind')
      .all()
      .map(({ kind }) => kind),
    gateway: db.prepare<[], NonNullable<EndState['gateway']>>('SELECT phase, detail FROM gateways').get(),
  };
}
