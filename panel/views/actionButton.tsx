import type { PropsWithChildren } from 'hono/jsx';

interface ActionButtonProps {
  action: string;
  class?: string;
  title?: string;
}

/** Parts around the content that an answer brings up to date as well. */
export const AROUND = '#rail:outerMorph,#banners:outerMorph';

/**
 * A button that sends the form it stands in to an address of its own: as a page without JavaScript, and by htmx
 * in place, where the answer is the same page and its content is taken from it.
 */
export const ActionButton = ({ action, children, ...rest }: PropsWithChildren<ActionButtonProps>) => (
  <button
    type="submit"
    formaction={action}
    hx-post={action}
    hx-target="#main"
    hx-select="#main"
    hx-select-oob={AROUND}
    hx-swap="outerMorph"
    hx-sync="closest form:drop"
    {...rest}
  >
    {children}
  </button>
);
