/*
 * What htmx does not do by itself: tell that the line is broken, leave what a person has unfolded unfolded, keep the
 * newest message in sight, and send by Ctrl+Enter. Everything works without it.
 */
(() => {
  // htmx 4.0.1 always hands in options here; Chromium 143 refuses any, and every swap would fail with it.
  try {
    Document.parseHTMLUnsafe?.('', {});
  } catch {
    const parse = Document.parseHTMLUnsafe.bind(Document);
    Document.parseHTMLUnsafe = (html) => parse(html);
  }

  const show = (id, shown) => {
    const element = document.getElementById(id);
    if (element) element.hidden = !shown;
  };
  const ofStream = (event) => event.target instanceof Element && event.target.id === 'stream';

  document.addEventListener('htmx:error', (event) => {
    const context = event.detail?.ctx;
    if (ofStream(event)) show('live-broken', true);
    else if (context?.request?.method === 'POST' && context.request.action !== '/sms/ukuran') show('line-broken', true);
  });
  document.addEventListener('htmx:after:request', () => show('line-broken', false));
  document.addEventListener('htmx:sse:error', () => show('live-broken', true));
  document.addEventListener('htmx:sse:after:connection', () => show('live-broken', false));

  htmx.registerExtension('panel', {
    htmx_before_morph_attr: (element, detail) => !(detail.attrName === 'open' && element.localName === 'details'),
  });

  // Where the box for the answer stands at the foot of the window, it would hide what came last.
  const hiddenPx = () => {
    const dock = document.getElementById('dock');
    const last = document.getElementById('conversation');
    if (!dock || !last || getComputedStyle(dock).position !== 'sticky') return 0;
    return last.getBoundingClientRect().bottom - dock.getBoundingClientRect().top;
  };
  const toNewest = () => {
    const px = hiddenPx();
    if (px > 0) scrollBy({ top: px, behavior: 'instant' });
  };
  // Whoever has scrolled up to read is left there. Looked at before each swap: the scroll event comes a frame late.
  let readsNewest = true;
  document.addEventListener('htmx:before:swap', () => {
    readsNewest = hiddenPx() < 4;
  });
  document.addEventListener('DOMContentLoaded', () => {
    if (!location.hash) toNewest();
  });
  document.addEventListener('htmx:after:swap', () => {
    if (readsNewest) toNewest();
  });

  // In a form of many buttons Enter means the one beside the field.
  document.addEventListener('keydown', (event) => {
    const field = event.target;
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.repeat) return;
    if (!(field instanceof HTMLInputElement) || field.type === 'checkbox' || field.form?.id !== 'ticket') return;
    event.preventDefault();
    field.closest('.field-button, .change')?.querySelector('button')?.click();
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    const field = event.target;
    const whole = field instanceof Element && field.closest('form[data-whole]');
    if (whole) {
      whole.requestSubmit(whole.querySelector('button.primary'));
      return;
    }
    if (field instanceof HTMLTextAreaElement) field.closest('.change, .composer')?.querySelector('button')?.click();
  });
})();
