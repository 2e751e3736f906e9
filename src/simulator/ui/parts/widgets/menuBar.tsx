import type { VNode } from 'preact';
import { useSimulator } from '../simulatorContext';
import { WidgetIcon } from './widgetIcon';

/** What widgets put into the menu bar; where there is little room, the short label is shown. */
export function MenuBar(): VNode | null {
  const simulator = useSimulator();
  const { menuViews } = simulator.desk.state;
  if (menuViews.size === 0) return null;
  return (
    <nav class="menu-bar" aria-label="Menu bar">
      {[...menuViews.values()].map(({ name, label = name, shortLabel = label, tooltip, iconUrl, ...colours }) => (
        <button
          key={name}
          type="button"
          title={tooltip ?? label}
          style={{ backgroundColor: colours.backgroundColor ?? '', color: colours.labelColor ?? '' }}
          onClick={() => simulator.act({ do: 'pressMenuView', name })}
        >
          <WidgetIcon address={iconUrl} size={16} />
          <span class="long-label">{label}</span>
          <span class="short-label">{shortLabel}</span>
        </button>
      ))}
    </nav>
  );
}
