import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';

export interface Tab {
  readonly id: string;
  readonly label: string;
  readonly title?: string;
}

interface TabListProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly active: string | undefined;
  readonly onSelect: (id: string) => void;
  /** Ids of the elements: tabs are `PREFIX-tab-ID`, panels `PREFIX-panel-ID`. */
  readonly prefix: string;
}

/** Where the arrow keys lead from a tab. */
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Tabs that the arrow keys walk through. */
export function TabList({ label, tabs, active, onSelect, prefix }: TabListProps): VNode {
  const list = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === active);
    const next = steps[event.key]?.(at, tabs.length);
    const tab = next === undefined ? undefined : tabs[next];
    if (next === undefined || tab === undefined) return;
    event.preventDefault();
    onSelect(tab.id);
    const element = list.current?.children[next];
    if (element instanceof HTMLElement) element.focus();
  };
  return (
    <div class="tab-list" role="tablist" aria-label={label} ref={list} onKeyDown={walk}>
      {tabs.map(({ id, label: text, title }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${prefix}-tab-${id}`}
          aria-controls={`${prefix}-panel-${id}`}
          aria-selected={id === active}
          tabIndex={id === active ? 0 : -1}
          title={title ?? text}
          onClick={() => onSelect(id)}
        >
          {text}
        </button>
      ))}
    </div>
  );
}
