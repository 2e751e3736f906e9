import { lookup } from '../../base/guards';
import type { CallStatus } from '../../presentation/timeline/timelineItem';
import type { Span } from '../../presentation/timeline/layout/lanes';

/** The colours and the font of the theme, as a canvas needs them. */
export interface Palette {
  readonly foreground: string;
  readonly faint: string;
  readonly grid: string;
  readonly selection: string;
  readonly focus: string;
  readonly event: string;
  readonly font: string;
  /** Outlines in place of filled areas. */
  readonly highContrast: boolean;
  state(span: Span): string;
  call(status: CallStatus, isSlow: boolean): string;
}

/** Reads the colours of the theme from the page, where VS Code puts them. */
export function readPalette(body: HTMLElement): Palette {
  const style = getComputedStyle(body);
  const color = (name: string, fallback: string): string => {
    const found = style.getPropertyValue(`--vscode-${name}`).trim();
    return found === '' ? fallback : found;
  };
  const green = color('charts-green', '#388a34');
  const orange = color('charts-orange', '#d18616');
  const yellow = color('charts-yellow', '#bf8803');
  const red = color('charts-red', '#e51400');
  const blue = color('charts-blue', '#1a85ff');
  const gray = color('disabledForeground', '#888888');
  const stateColors: Readonly<Record<string, string>> = {
    HELD: yellow,
    TRANSFERRING: yellow,
    ERROR: red,
    JOIN_FAILED: red,
  };
  const phases: Readonly<Record<Span['phase'], string>> = { offered: orange, live: green, ended: gray, unknown: gray };
  const calls: Readonly<Record<CallStatus, string>> = {
    succeeded: blue,
    failed: red,
    timedOut: red,
    notSent: red,
    late: orange,
    waiting: yellow,
    unknown: gray,
  };
  return {
    foreground: color('foreground', '#333333'),
    faint: color('descriptionForeground', '#717171'),
    grid: color('panel-border', '#88888840'),
    selection: color('list-activeSelectionBackground', '#0060c0'),
    focus: color('focusBorder', '#0090f1'),
    event: color('charts-purple', '#652d90'),
    font: `${style.getPropertyValue('--vscode-font-size') || '13px'} ${style.getPropertyValue('--vscode-font-family') || 'sans-serif'}`,
    highContrast: body.dataset.vscodeThemeKind?.startsWith('vscode-high-contrast') === true,
    state: ({ state, phase }) => lookup(stateColors, state) ?? phases[phase],
    call: (status, isSlow) => (isSlow && status === 'succeeded' ? orange : calls[status]),
  };
}
