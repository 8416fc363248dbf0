import { PRIORITIES, PRIORITY_LABELS, type Priority } from './priority.ts';

/** How many of each priority; only open tickets count (R43). */
export type PriorityCounts = Readonly<Record<Priority, number>>;

/** Where a technician is, goes or was; `scheduled`: a visit later today, `assigned`: nothing but a ticket points there. */
export type PlaceHow = 'there' | 'going' | 'was' | 'scheduled' | 'assigned';

export interface PlaceToday {
  /** The ticket that leads there. */
  ticketId: number;
  unitId: number;
  unit: string;
  /** Kecamatan. */
  district: string | null;
  how: PlaceHow;
}

export interface Candidate {
  id: number;
  name: string;
  byPriority: PriorityCounts;
  /** How many of them wait for something; they cost little work today. */
  pendingByPriority: PriorityCounts;
  places: readonly PlaceToday[];
  skills: readonly { id: number; name: string }[];
  /** `cuti s/d 14/01`; undefined while at work. */
  absence: string | undefined;
  /** How many open tickets are given at the most; null: no limit. */
  ticketsMax: number | null;
  /** Whether an assignment can be told by SMS. */
  hasPhone: boolean;
}

/** What a ticket asks for; null where that is not known yet. */
export interface TicketNeeds {
  ticketId: number;
  unitId: number | null;
  district: string | null;
  categoryId: number | null;
}

export interface Suggestion {
  technicianId: number;
  name: string;
  /** The lower the better; never shown, the reasons say what went into it. */
  score: number;
  /** In words, the load first: `1 tiket Low`, `sedang di RSUD Blambangan`, `biasa menangani Jaringan`. */
  reasons: readonly string[];
  /** Why somebody else should be asked; assigning all the same wants a confirmation. */
  unavailable: 'absent' | 'full' | undefined;
}

/** What a ticket weighs in a technician's load. */
const WEIGHTS: PriorityCounts = { emergency: 6, high: 4, normal: 2, low: 1 };
const PENDING_WEIGHT = 0.25;
/** What speaks for a technician, in the same coin: to be at the place already spares a High ticket's worth. */
const SAME_UNIT = 4;
const SAME_DISTRICT = 2;
const OTHER_TICKET_THERE = 1;
const SKILLED = 3;

/**
 * All technicians, the fittest first: the least laden, those who are at that SKPD or kecamatan today, those who know the
 * category. Who has as many tickets as allowed comes after them, who is absent last. A suggestion: people decide.
 */
export const suggestTechnicians = (candidates: readonly Candidate[], needs: TicketNeeds): Suggestion[] =>
  candidates
    .map((candidate) => suggestionOf(candidate, needs))
    .sort(
      (a, b) =>
        RANKS[a.unavailable ?? 'fit'] - RANKS[b.unavailable ?? 'fit'] ||
        a.score - b.score ||
        a.name.localeCompare(b.name, 'id'),
    );

const RANKS = { fit: 0, full: 1, absent: 2 } as const;

function suggestionOf(candidate: Candidate, needs: TicketNeeds): Suggestion {
  const near = nearest(candidate.places, needs);
  const skill = candidate.skills.find(({ id }) => id === needs.categoryId);
  const full = candidate.ticketsMax !== null && openCount(candidate.byPriority) >= candidate.ticketsMax;
  const reasons = [
    ...(candidate.absence === undefined ? [] : [candidate.absence]),
    ...(full ? [`batas ${candidate.ticketsMax} tiket tercapai`] : []),
    loadWords(candidate),
    ...(near ? [near.words] : []),
    ...(skill ? [`biasa menangani ${skill.name}`] : []),
    ...(candidate.hasPhone ? [] : ['tanpa nomor HP']),
  ];
  return {
    technicianId: candidate.id,
    name: candidate.name,
    score: loadOf(candidate) - (near?.worth ?? 0) - (skill ? SKILLED : 0),
    reasons,
    unavailable: candidate.absence !== undefined ? 'absent' : full ? 'full' : undefined,
  };
}

export const openCount = (byPriority: PriorityCounts): number =>
  PRIORITIES.reduce((sum, priority) => sum + byPriority[priority], 0);

/** The open tickets, each by its priority's weight; one that waits by a quarter. */
export const loadOf = ({
  byPriority,
  pendingByPriority,
}: Pick<Candidate, 'byPriority' | 'pendingByPriority'>): number =>
  PRIORITIES.reduce((sum, priority) => {
    const pending = pendingByPriority[priority];
    return sum + WEIGHTS[priority] * (byPriority[priority] - pending + pending * PENDING_WEIGHT);
  }, 0);

/** `2 tiket High, 1 Low (1 ditunda)`, the most urgent first; `tanpa tiket`. */
export function loadWords({
  byPriority,
  pendingByPriority,
}: Pick<Candidate, 'byPriority' | 'pendingByPriority'>): string {
  const counts = [...PRIORITIES].reverse().filter((priority) => byPriority[priority] > 0);
  if (counts.length === 0) return 'tanpa tiket';
  const words = counts.map(
    (priority, i) => `${byPriority[priority]}${i === 0 ? ' tiket' : ''} ${PRIORITY_LABELS[priority]}`,
  );
  const pending = openCount(pendingByPriority);
  return `${words.join(', ')}${pending > 0 ? ` (${pending} ditunda)` : ''}`;
}

/** What is nearest to where the ticket is, and what that is worth; the ticket itself leads nobody there. */
function nearest(
  places: readonly PlaceToday[],
  { ticketId, unitId, district }: TicketNeeds,
): { words: string; worth: number } | undefined {
  const others = places.filter((place) => place.ticketId !== ticketId);
  const same = others.filter((place) => place.unitId === unitId);
  const visit = same.find(({ how }) => how !== 'assigned');
  if (visit) return { words: TODAY_AT[visit.how](visit.unit), worth: SAME_UNIT };
  const near = others.find((place) => place.how !== 'assigned' && place.district === district);
  if (near && district !== null)
    return { words: `hari ini di kecamatan ${district} (${near.unit})`, worth: SAME_DISTRICT };
  const [other] = same;
  return other && { words: TODAY_AT[other.how](other.unit), worth: OTHER_TICKET_THERE };
}

const TODAY_AT: Record<PlaceHow, (unit: string) => string> = {
  there: (unit) => `sedang di ${unit}`,
  going: (unit) => `sedang menuju ${unit}`,
  was: (unit) => `hari ini sudah di ${unit}`,
  scheduled: (unit) => `hari ini dijadwalkan ke ${unit}`,
  assigned: (unit) => `ada tiket lain di ${unit}`,
};
