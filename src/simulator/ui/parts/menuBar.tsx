import type { VNode } from 'preact';
import { checkWebAddress } from '../model/webAddress';
import { useSimulator } from './simulatorContext';

/** What widgets put into the menu bar; where there is little room, the short label is shown. */
export function MenuBar(): VNode | null {
  const simulator = useSimulator();
  const { menuViews } = simulator.desk.state;
  if (menuViews.size === 0) return null;
  return (
    <nav class="menu-bar" aria-label="Menu bar">
      {[...menuViews.values()].map(({ name, label = name, shortLabel = label, tooltip, iconUrl, ...colours }) => {
        const icon = iconUrl === undefined ? undefined : checkWebAddress(iconUrl);
        return (
          <button
            key={name}
            type="button"
            title={tooltip ?? label}
            style={{ backgroundColor: colours.backgroundColor ?? '', color: colours.labelColor ?? '' }}
            onClick={() => simulator.act({ do: 'pressMenuView', name })}
          >
            {icon !== undefined && 'url' in icon && <img src={icon.url} alt="" width={16} height={16} />}
            <span class="long-label">{label}</span>
            <span class="short-label">{shortLabel}</span>
          </button>
        );
      })}
    </nav>
  );
}
