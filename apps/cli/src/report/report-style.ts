import { chartStyle } from '@hyperdrive-run/charts';

/** The style sheet of a report. It is one text, so that the report's policy can name it by its hash. */
export function reportStyle(): string {
  return `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f7f9, #14171c); --card: light-dark(#ffffff, #1d2128); --line: light-dark(#e2e5ea, #2e343d);
  --text: light-dark(#1b2027, #e7eaee); --quiet: light-dark(#5b6673, #98a3b0); --best: light-dark(#eef6ff, #1c2b3d);
  font: 15px / 1.5 system-ui, sans-serif;
}
body { margin: 0; background: var(--ground); color: var(--text); }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1 { margin: 0; font-size: 1.5rem; overflow-wrap: anywhere; }
h2 { margin: 0 0 0.6rem; font-size: 1.05rem; }
.id { color: var(--quiet); font: 0.85rem ui-monospace, monospace; overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: 1rem; margin: 1rem 0; }
.card { min-width: 0; margin: 1rem 0; padding: 1rem 1.1rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--card); }
.cards .card { margin: 0; }
.big { font-size: 1.8rem; font-weight: 650; line-height: 1.2; overflow-wrap: anywhere; }
.note { color: var(--quiet); font-size: 0.88rem; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(6rem, auto) 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0 0; }
dt { color: var(--quiet); overflow-wrap: anywhere; }
dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
figure { margin: 0; }
figcaption { margin: 0 0 0.5rem; color: var(--quiet); font-size: 0.9rem; overflow-wrap: anywhere; }
figure svg { display: block; width: 100%; min-width: 38rem; height: auto; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
th, td { padding: 0.3rem 0.6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; white-space: nowrap; }
td.long { min-width: 14rem; max-width: 24rem; white-space: normal; overflow-wrap: anywhere; }
th { color: var(--quiet); font-size: 0.82rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
tr.best { background: var(--best); }
summary { color: var(--quiet); font-size: 0.88rem; cursor: pointer; }
@media print {
  :root { color-scheme: light; }
  body { background: none; }
  main { max-width: none; padding: 0; }
  .card { border: 0; padding: 0.5rem 0; break-inside: avoid; }
  .card.long { break-inside: auto; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  details { display: none; }
  .scroll { overflow: visible; }
  figure svg { min-width: 0; }
  table { font-size: 0.72rem; }
  th, td { padding: 0.15rem 0.35rem; white-space: normal; overflow-wrap: anywhere; }
}
${chartStyle()}
`;
}
