import type { JSX } from 'preact';

interface SplitterProps {
  readonly label: string;
  readonly direction: 'horizontal' | 'vertical';
  /** The share of what is before it, from 0 to 1. */
  readonly share: number;
  readonly change: (share: number) => void;
}

const keyStep = 0.03;
const [least, most] = [0.08, 0.9];

/** A line between two parts that can be moved, with the keys too. */
export function Splitter({ label, direction, share, change }: SplitterProps): JSX.Element {
  const set = (next: number): void => change(Math.min(most, Math.max(least, next)));
  const isVertical = direction === 'vertical';
  const onPointerMove = (event: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { currentTarget } = event;
    if (!currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = currentTarget.parentElement?.getBoundingClientRect();
    if (box === undefined) return;
    set(isVertical ? (event.clientX - box.left) / box.width : (event.clientY - box.top) / box.height);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const forward = isVertical ? 'ArrowRight' : 'ArrowDown';
    const back = isVertical ? 'ArrowLeft' : 'ArrowUp';
    if (event.key !== forward && event.key !== back) return;
    event.preventDefault();
    set(share + (event.key === forward ? keyStep : -keyStep));
  };
  return (
    <div
      class={`splitter ${direction}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction}
      aria-valuenow={Math.round(share * 100)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}
