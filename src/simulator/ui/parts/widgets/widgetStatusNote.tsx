import type { VNode } from 'preact';
import type { Shown } from '../../model/widgets';
import { useSimulator } from '../simulatorContext';

/** Says why a widget may show nothing: nothing answers at its address, or its page has not spoken to Workspace. */
export function WidgetStatusNote({ shown }: { readonly shown: Shown }): VNode | null {
  const { statuses, widgets } = useSimulator();
  const { address, key, widget } = shown;
  const state = statuses.stateOf(key);
  if ('refused' in address || (state !== 'unreachable' && state !== 'silent')) return null;
  const retry = (
    <button type="button" onClick={() => widgets.reload(widget.id)}>
      Try again
    </button>
  );
  if (state === 'unreachable') {
    return (
      <div class="refused unreachable" role="alert">
        <p>
          <strong>Nothing answers at {new URL(address.url).origin}.</strong>
        </p>
        <p>
          Start the server of this widget, such as your dev server. If it runs, compare the port in the address, or open
          the address in a browser: its certificate may not be trusted.
        </p>
        {retry}
      </div>
    );
  }
  return (
    <p class="hint" role="status">
      {statuses.whySilent(key)} {retry}
    </p>
  );
}
