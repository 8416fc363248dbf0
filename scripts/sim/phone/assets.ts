/** Style of the virtual phone: system font, light and dark, one column on a narrow screen. */
export const STYLE = `
:root { --ground: #f4f5f7; --card: #fff; --ink: #1c2430; --soft: #4b5666; --line: #d3d9e0; --accent: #1b5e8c;
  --accent-ink: #fff; --mine: #d8eafa; --theirs: #eceff3; --warn: #8a3b00; --warn-ground: #fff1dc; --bad: #a4161a;
  --good: #1e7a3c; }
@media (prefers-color-scheme: dark) { :root { --ground: #14181e; --card: #1d232b; --ink: #e8ecf1; --soft: #aab4c1;
  --line: #39434f; --accent: #8cc4f0; --accent-ink: #10202e; --mine: #1f4663; --theirs: #2c343e; --warn: #ffce8a;
  --warn-ground: #3b2a12; --bad: #ff9b97; --good: #7fd79a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
header { background: var(--card); border-bottom: 1px solid var(--line); }
.banner { margin: 0; padding: .5rem 1rem; background: var(--warn-ground); color: var(--warn); }
.banner strong { letter-spacing: .08em; margin-inline-end: .5rem; }
nav, .status { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: 0; padding: .5rem 1rem; max-width: 72rem;
  margin-inline: auto; }
nav a { color: var(--accent); padding: .4rem 0; text-decoration: none; border-bottom: 2px solid transparent; }
nav a:hover { text-decoration: underline; }
nav a[aria-current] { font-weight: 600; border-color: currentColor; }
.status { color: var(--soft); font-size: .875rem; padding-top: 0; align-items: baseline; }
.dot { width: .65rem; height: .65rem; border-radius: 50%; background: var(--bad); margin-inline-end: -.75rem; }
.dot.good { background: var(--good); }
main { max-width: 72rem; margin: 0 auto; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; margin: 0 0 .5rem; }
h1 { font-size: 1.375rem; } h2 { font-size: 1.0625rem; } h3 { font-size: 1rem; }
p { margin: 0 0 .5rem; }
ul, ol { list-style: none; margin: 0; padding: 0; }
section { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin-bottom: 1rem; }
.columns { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); align-items: start; }
.columns section { margin-bottom: 0; } .columns { margin-bottom: 1rem; }
@media (min-width: 48rem) { .columns { grid-template-columns: 18rem minmax(0, 1fr); }
  .columns.even { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
@media (max-width: 47.99rem) { .columns:has(.phone-head) .phones { display: none; }
  .phone.blank { order: -1; } }
.phones a { display: grid; grid-template-columns: 1fr auto; padding: .5rem; border-radius: .375rem; color: inherit;
  text-decoration: none; }
.phones a:hover { background: var(--theirs); }
.phones a[aria-current] { background: var(--mine); }
.name { font-weight: 600; } .number, .count { color: var(--soft); font-size: .875rem; }
.phones .number { grid-column: 1; } .phones .count { grid-row: 1; grid-column: 2; }
.phones a[aria-current] :is(.number, .count) { color: inherit; }
.open { border-top: 1px solid var(--line); margin-top: .75rem; padding-top: .75rem; }
label { display: block; font-weight: 600; font-size: .9375rem; }
.row { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-bottom: .5rem; }
.open .row { flex-wrap: nowrap; margin: .25rem 0 0; }
input, textarea, select, button { font: inherit; color: inherit; border-radius: .375rem; border: 1px solid var(--soft);
  padding: .5rem .75rem; min-height: 2.75rem; }
input, textarea, select { background: var(--ground); } input, textarea { width: 100%; }
::placeholder { color: var(--soft); opacity: 1; }
textarea { display: block; resize: vertical; margin: .25rem 0 .5rem; }
button { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); cursor: pointer; font-weight: 600; }
button.plain { background: none; color: var(--accent); font-weight: 500; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.phone-head { border-bottom: 1px solid var(--line); margin-bottom: .75rem; } .phone-head h1 { margin: 0; }
.back { color: var(--accent); display: inline-block; padding: .4rem 0; }
@media (min-width: 48rem) { .back { display: none; } }
#conversation { display: flex; flex-direction: column; gap: .5rem; max-height: 26rem; overflow-y: auto; padding: .25rem;
  margin-bottom: 1rem; }
.bubble { max-width: min(34rem, 88%); padding: .5rem .75rem; border-radius: .75rem; }
.bubble.sent { align-self: flex-end; background: var(--mine); border-end-end-radius: .125rem; }
.bubble.received { align-self: flex-start; background: var(--theirs); border-end-start-radius: .125rem; }
.text { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.meta { margin: .125rem 0 0; font-size: .8125rem; } .empty { color: var(--soft); }
.compose { border-top: 1px solid var(--line); padding-top: .75rem; margin-bottom: .75rem; }
.fault { color: var(--bad); font-weight: 600; } .armed { color: var(--warn); font-weight: 600; }
dl { margin: 0; } dl div { display: flex; justify-content: space-between; gap: 1rem; padding: .25rem 0;
  border-bottom: 1px solid var(--line); } dl div:last-child { border: 0; }
dt { color: var(--soft); } dd { margin: 0; text-align: end; overflow-wrap: anywhere; }
.faults { display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); margin-top: .75rem; }
.faults li { border: 1px solid var(--line); border-radius: .375rem; padding: .75rem; display: grid; gap: .25rem .75rem;
  grid-template-columns: minmax(0, 1fr) auto; align-content: start; }
.faults li:target { border-color: var(--accent); box-shadow: inset 3px 0 var(--accent); scroll-margin-top: 1rem; }
.faults p { grid-column: 1 / -1; margin: 0; } .faults form { display: contents; } .faults button { grid-area: 1 / 2; align-self: start; }
.faults h4 { margin: 0; align-self: center; } .faults .row { grid-column: 1 / -1; margin: 0; }
.faults .row label { font-weight: 400; } .faults details { grid-column: 1 / -1; } .faults input { width: 5rem; } .faults select { min-width: 0; max-width: 100%; }
#faults h3 { margin: 1.5rem 0 0; scroll-margin-top: 1rem; } .faults input:not([type]) { width: 8rem; } .armed:empty { display: none; }
.jumps { padding: 0; margin: .5rem 0 0; } #armed { margin: .5rem 0 0; } #armed a { color: var(--accent); }
summary { cursor: pointer; padding: .25rem 0; } .faults details .row { margin-top: .5rem; } .id { color: var(--soft); font-weight: 400; font-size: .875rem; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem; }
`;

/** Keeps the parts marked data-live as the server has them; without it a reload does the same. */
export const LIVE_SCRIPT = `
const refresh = async () => {
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const old of document.querySelectorAll('[data-live]')) {
    const next = fresh.getElementById(old.id);
    if (!next || next.innerHTML === old.innerHTML) continue;
    old.replaceChildren(...next.childNodes);
    if (old.id === 'conversation') old.scrollTop = old.scrollHeight;
  }
};
let waiting;
const soon = () => { clearTimeout(waiting); waiting = setTimeout(() => refresh().catch(() => {}), 60); };
const events = new EventSource('/events');
events.onmessage = soon;
events.onopen = soon;
const conversation = document.getElementById('conversation');
if (conversation) conversation.scrollTop = conversation.scrollHeight;
const text = document.getElementById('text');
text?.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) text.form.requestSubmit();
});
`;
