import type { Palette } from './palette';

/** What the parts of the timeline are drawn with. */
export interface Brush {
  readonly context: CanvasRenderingContext2D;
  readonly palette: Palette;
}

/** Draws a straight line. */
export function strokeLine({ context }: Brush, x1: number, y1: number, x2: number, y2: number): void {
  context.beginPath();
  context.moveTo(x1, y1);
  context.lineTo(x2, y2);
  context.stroke();
}

/** Widths of texts: measuring is the most expensive part of drawing, and the same texts come in each frame. */
const widths = new Map<string, number>();
const mostWidths = 2000;

/** As much of a text as fits; nothing where that would be too little to read. */
export function fitting({ context }: Brush, text: string, width: number): string {
  if (widthOf(context, text) <= width) return text;
  const count = Math.floor((text.length * width) / widthOf(context, text)) - 1;
  return count < 3 ? '' : `${text.slice(0, count)}…`;
}

function widthOf(context: CanvasRenderingContext2D, text: string): number {
  const key = `${context.font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  if (widths.size > mostWidths) widths.clear();
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}
