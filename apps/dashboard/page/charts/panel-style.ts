/** The rules of the panel around the charts. */
export const panelStyle = `
.charts .tabs { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0 0 0.6rem; }
.charts .tabs button {
  padding: 0.3rem 0.7rem; border: 1px solid var(--line); border-radius: 0.4rem;
  background: transparent; color: var(--text); font: inherit; font-size: 0.88rem; cursor: pointer;
}
.charts .tabs button[aria-selected="true"] { border-color: var(--accent); color: var(--accent); font-weight: 600; }
.charts .chart { margin: 0; }
.charts figcaption { margin: 0 0 0.4rem; font-size: 0.9rem; color: var(--quiet); overflow-wrap: anywhere; }
.charts .chart-surface { position: relative; overflow: hidden; border-radius: 0.3rem; }
.charts .chart-surface svg { display: block; max-width: 100%; }
.charts .chart-chooses { cursor: pointer; }
.charts .chart-tip {
  position: absolute; max-width: 16rem; padding: 0.3rem 0.55rem; border: 1px solid var(--line); border-radius: 0.35rem;
  background: var(--card); font-size: 0.82rem; pointer-events: none; overflow-wrap: anywhere; box-shadow: 0 2px 8px rgb(0 0 0 / 20%);
}
.charts .chart-spot {
  position: absolute; width: 12px; height: 12px; margin: -8px 0 0 -8px; border: 2px solid var(--text);
  border-radius: 50%; pointer-events: none;
}
.charts .chart-brush {
  position: absolute; width: 16px; border: 1px solid var(--accent); background: rgb(90 150 230 / 25%); pointer-events: none;
}
.charts .chart-brush span {
  position: absolute; left: calc(100% + 4px); padding: 0 0.25rem; border-radius: 0.2rem; background: var(--card);
  font-size: 0.75rem; font-weight: 600; white-space: nowrap;
}
.charts .chart-brush .upper { top: -0.6rem; }
.charts .chart-brush .lower { bottom: -0.6rem; }
.charts .note { font-size: 0.82rem; }
.charts .chart-hint { margin: 0 0 0.4rem; }
.charts .chart-thumb {
  position: absolute; width: 22px; height: 8px; margin: -5px 0 0 -12px; border: 1px solid var(--card);
  border-radius: 4px; background: var(--accent); opacity: 0; pointer-events: none;
}
.charts .chart-thumb:focus-visible { opacity: 1; }
.charts .chart-saves { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0.4rem 0; }
.charts .chart-saves button {
  padding: 0.2rem 0.6rem; border: 1px solid var(--line); border-radius: 0.4rem; background: transparent; color: var(--text);
  font: inherit; font-size: 0.82rem; cursor: pointer;
}
.charts .chart-table .scroll { max-height: 24rem; overflow: auto; }
.charts summary { color: var(--quiet); font-size: 0.88rem; cursor: pointer; }
.charts [hidden] { display: none !important; }
@media print { .charts .tabs, .charts .controls, .charts .chart-saves, .charts .chart-hint { display: none; } }
`;
