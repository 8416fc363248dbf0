/**
 * AT+CNMI (27.005 §3.4.1): mode, mt, bm, ds, bfr. mt is 1 in all of them: stored and announced, never routed to us,
 * because a routed message is lost with the program. ds=1 goes before ds=2, since the index of a stored report is not
 * to be relied on (Quectel); bfr=1 is what Siemens insists on.
 */
export const INDICATION_LADDER: readonly string[] = [
  '2,1,0,1,0',
  '2,1,0,1,1',
  '1,1,0,1,0',
  '2,1,0,2,0',
  '2,1,0,2,1',
  '1,1,0,2,0',
  '3,1,0,1,0',
  '2,1,0,0,0',
  '2,1,0,0,1',
  '1,1,0,0,0',
  '2,1',
];

/** What is known of a modem's announcements before it is asked. */
export interface RungKnowledge {
  /** What was read back as set the last time. */
  readonly remembered?: string | undefined;
  /** The make's own order. */
  readonly preferred: readonly string[];
  /** Read back as set, and nothing was announced all the same. */
  readonly deaf: readonly string[];
}

/**
 * In which order to try the rungs: first what `+CNMI: (0-2),(0-3),(0,2),(0-2),(0,1)` allows, then the rest, since a
 * make may offer less than it takes; what was found deaf comes last of all.
 */
export function rungsToTry(line: string | undefined, knowledge: RungKnowledge): readonly string[] {
  const { remembered, preferred, deaf } = knowledge;
  const all = [
    ...new Set([...(remembered === undefined ? [] : [remembered]), ...preferred, ...INDICATION_LADDER]),
  ];
  const allows = allowing(line);
  const rank = (rung: string): number => (deaf.includes(rung) ? 2 : 0) + (allows(rung) ? 0 : 1);
  return all.toSorted((a, b) => rank(a) - rank(b));
}

/** Nothing is known of a line that cannot be read. */
function allowing(line: string | undefined): (rung: string) => boolean {
  const sets = [...(line ?? '').matchAll(/\(([^()]*)\)/g)].map((m) => expand(m[1] ?? ''));
  if (sets.length < 2 || sets.some((set) => set === undefined)) return () => true;
  return (rung) => rung.split(',').every((value, place) => sets[place]?.has(Number(value)) ?? false);
}

function expand(text: string): ReadonlySet<number> | undefined {
  const values = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(item);
    if (!match) return undefined;
    const from = Number(match[1]);
    const to = Number(match[2] ?? match[1]);
    for (let value = from; value <= to && value < from + 20; value += 1) values.add(value);
  }
  return values;
}

/** Does `+CNMI: 2,1,0,1,0` announce stored texts? Modems accept a setting and ignore it, so only this counts. */
export function announcesTexts(line: string | undefined): boolean {
  const match = /^\+CNMI: *(\d)\s*,\s*(\d)/i.exec(line ?? '');
  return match !== null && Number(match[1]) >= 1 && Number(match[2]) === 1;
}
