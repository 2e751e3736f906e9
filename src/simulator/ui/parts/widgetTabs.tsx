import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Shown } from '../model/widgets';
import { HostedFrame } from './hostedFrame';
import { Icon } from './icon';
import { useSimulator } from './simulatorContext';
import { TabList } from './tabList';

/** The widgets: tabs of the page's own, tabs of the selected case's interactions, and those that nobody sees. */
export function WidgetTabs(): VNode {
  const { desk, widgets } = useSimulator();
  const { cases, selectedCaseId } = desk.state;
  const [chosen, choose] = useState<string>();
  const shown = widgets.shown();
  const ofCase = cases.get(selectedCaseId ?? '')?.interactionIds ?? [];
  const tabs = shown.filter(({ widget, interactionId }) =>
    interactionId === undefined ? widget.placement === 'tab' : ofCase.includes(interactionId),
  );
  const active = tabs.find((tab) => tabId(tab) === chosen) ?? tabs[0];
  const panels = (some: readonly Shown[]) =>
    some.map((one) => (
      <div
        key={one.key}
        role="tabpanel"
        id={`widget-panel-${tabId(one)}`}
        aria-labelledby={`widget-tab-${tabId(one)}`}
        hidden={one !== active}
      >
        <HostedFrame title={one.name} address={one.address} widget={one.name} />
      </div>
    ));
  return (
    <section class="widgets" aria-label="Widgets">
      <div class="widgets-head">
        <TabList
          label="Widgets"
          prefix="widget"
          tabs={tabs.map((tab) => ({ id: tabId(tab), label: labelOf(tab), title: titleOf(tab) }))}
          active={active === undefined ? undefined : tabId(active)}
          onSelect={choose}
        />
        {active !== undefined && <WidgetTools shown={active} />}
      </div>
      {active !== undefined && desk.state.quarantined.has(active.name) && (
        <p class="refused" role="status">
          This widget is in quarantine: it passed the rate limit, and its requests are ignored. Options, in the
          simulator below, releases it.
        </p>
      )}
      {tabs.length === 0 && <p class="quiet empty">No widget here. Add one under Simulator, Widgets.</p>}
      {/* Two places, so that a frame never moves within one: it would load anew. */}
      <div class="frames">{panels(shown.filter(({ interactionId }) => interactionId === undefined))}</div>
      <div class="frames">{panels(shown.filter(({ interactionId }) => interactionId !== undefined))}</div>
    </section>
  );
}

function WidgetTools({ shown }: { readonly shown: Shown }): VNode {
  const simulator = useSimulator();
  const { address, widget, name } = shown;
  return (
    <div class="tools">
      <button
        type="button"
        class="bare"
        aria-label="Reload the widget"
        title="Reload the widget"
        onClick={() => simulator.widgets.reload(widget.id)}
      >
        <Icon name="reload" />
      </button>
      {'url' in address && (
        <button
          type="button"
          class="bare"
          aria-label="Open in a window"
          title="Open in a window"
          onClick={() => simulator.openWindow(address.url, name)}
        >
          <Icon name="window" />
        </button>
      )}
    </div>
  );
}

/** Stays the same over a reload. */
function tabId({ widget, interactionId }: Shown): string {
  return interactionId === undefined ? String(widget.id) : `${widget.id}-${interactionId}`;
}

function labelOf({ widget, interactionId }: Shown): string {
  return interactionId === undefined ? widget.name : `${widget.name} #${interactionId}`;
}

function titleOf({ address }: Shown): string {
  return 'url' in address ? address.url : address.refused;
}
