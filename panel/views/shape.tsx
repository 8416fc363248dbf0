/** Drawn on a grid of 16: a state is told by word, shape and colour together, never by colour alone. */
const PATHS = {
  dot: 'M8 3a5 5 0 1 1 0 10A5 5 0 0 1 8 3z',
  ring: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm0 2a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  half: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm0 2v7a3.5 3.5 0 1 0 0-7z',
  arrow: 'M2 7h7V3.5L14.5 8 9 12.5V9H2z',
  pause: 'M4 3h3v10H4zm5 0h3v10H9z',
  done: 'M2.5 8.5 4 7l2.5 2.5L12 4l1.5 1.5-7 7z',
  doubleDone: 'M1 8.5 2.4 7l2.1 2.2L9.4 4l1.3 1.4-6.2 6.6zm6.6 1.6 1.3-1.4.5.5L14 4l1.3 1.4-5.9 6.6z',
  cross: 'M3.5 2 8 6.5 12.5 2 14 3.5 9.5 8l4.5 4.5-1.5 1.5L8 9.5 3.5 14 2 12.5 6.5 8 2 3.5z',
  dash: 'M2.5 7h11v2h-11z',
  warning: 'M8 1.5 15 14H1zM7.2 6v4h1.6V6zm0 5v1.6h1.6V11z',
  clock:
    'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm0 1.7a4.3 4.3 0 1 0 0 8.6 4.3 4.3 0 0 0 0-8.6zM7.2 5h1.5v3l2 1.3-.8 1.2-2.7-1.8z',
  question:
    'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM7.2 11v1.6h1.6V11zM5.4 6.3h1.5c0-.8.4-1.2 1.1-1.2s1.1.4 1.1.9c0 1.2-1.9 1.2-1.9 3.6h1.5c0-1.6 2-1.7 2-3.7 0-1.4-1.1-2.3-2.7-2.3-1.6 0-2.6 1-2.6 2.7z',
  up: 'M8 2.5 14.5 13h-13z',
} as const;

export type ShapeName = keyof typeof PATHS;

/** Always beside a word, so it is hidden from screen readers. */
export const Shape = ({ name }: { name: ShapeName }) => (
  <svg class="shape" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
    <path fill="currentColor" fill-rule="evenodd" d={PATHS[name]} />
  </svg>
);
