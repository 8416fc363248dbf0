/*
 * What htmx does not do by itself: tell that the line is broken, and leave what a person has unfolded unfolded.
 * Everything works without it.
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
})();
