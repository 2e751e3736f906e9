import type { VNode } from 'preact';
import type { WidgetState } from '../../../../api/observation';
import { useState } from 'preact/hooks';
import { wantsInteraction } from '../../model/address/webAddress';
import type { Shown } from '../../model/widgets';
import { HostedFrame } from './hostedFrame';
import { Icon } from '../controls/icon';
import { useChanges } from '../useChanges';
import { useSimulator } from '../simulatorContext';
import { WidgetStatusNote } from './widgetStatusNote';
import { TabList } from '../controls/tabList';

/** The widgets: tabs of the page's own, tabs of the selected case's interactions, and those that nobody sees. */
export function WidgetTabs(): VNode {
  const { desk, widgets, statuses } = useSimulator();
  useChanges(statuses.changed);
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
        <WidgetStatusNote shown={one} />
        <HostedFrame
          title={one.name}
          address={one.address}
          widget={one.name}
          statusKey={one.key}
          interactionId={one.interactionId}
        />
      </div>
    ));
  return (
    <section class="widgets" aria-label="Widgets">
      <div class="widgets-head">
        <TabList
          label="Widgets"
          prefix="widget"
          tabs={tabs.map((tab) => ({
            id: tabId(tab),
            label: labelOf(tab, statuses.stateOf(tab.key)),
            title: titleOf(tab),
          }))}
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
      {active !== undefined && active.interactionId === undefined && wantsInteraction(active.widget.address) && (
        <p class="hint" role="status">
          $Interaction.Id$ in this widget's address is empty: a tab of the page belongs to no interaction. Show the
          widget for each interaction instead, under Simulator, Widgets, or in the setting
          deskside.simulator.interactionWidgets.
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

/** The id of a tab; a reload of the widget keeps it. */
function tabId({ widget, interactionId }: Shown): string {
  return interactionId === undefined ? String(widget.id) : `${widget.id}-${interactionId}`;
}

function labelOf({ widget, interactionId }: Shown, state: WidgetState | undefined): string {
  const name = interactionId === undefined ? widget.name : `${widget.name} #${interactionId}`;
  return state === 'unreachable' ? `Not reached: ${name}` : name;
}

function titleOf({ address }: Shown): string {
  return 'url' in address ? address.url : address.refused;
}
