/** The four of the SOP, in its own words; the order is the technician's (SOP 6). */
export const PRIORITIES = ['low', 'normal', 'high', 'emergency'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const PRIORITY_LABELS: Record<Priority, string> = {
  low: 'Low',
  normal: 'Normal',
  high: 'High',
  emergency: 'Emergency',
};

export const isPriority = (value: unknown): value is Priority => PRIORITIES.some((p) => p === value);
