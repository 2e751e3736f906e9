import type { VNode } from 'preact';
import type { Dialog, Toast } from '../../../desk/state/types';
import { nameOf, plainValueText } from '../../model/labels';
import { checkWebAddress } from '../../model/address/webAddress';
import { HostedFrame } from './hostedFrame';
import { Icon } from '../controls/icon';
import { Modal } from '../controls/modal';
import { useSimulator } from '../simulatorContext';
import { WidgetIcon } from './widgetIcon';

/** Toasts, dialogs, warnings and notices over the page. Their texts come from widgets and are not trusted. */
export function Surfaces(): VNode {
  const simulator = useSimulator();
  const { toasts, dialogs, markdoneWarning, interactions } = simulator.desk.state;
  const notice = simulator.notices.current;
  const warned = interactions.get(markdoneWarning?.interactionId ?? '');
  const closeWarning = () => simulator.act({ do: 'closeMarkdoneWarning' });
  return (
    <>
      <div class="toasts" role="region" aria-label="Notifications" aria-live="polite">
        {[...toasts.values()].map((toast) => (
          <ToastCard key={toast.id} toast={toast} />
        ))}
      </div>
      {[...dialogs.values()].map((dialog) => (
        <WidgetDialog key={dialog.id} dialog={dialog} />
      ))}
      {markdoneWarning !== undefined && (
        <Modal title="Mark Done is blocked" onClose={closeWarning} alert>
          {warned !== undefined && <p>{nameOf(warned)} cannot be marked done now:</p>}
          <ul class="warnings">
            {markdoneWarning.messages.map((message, place) => (
              <li key={place}>{message}</li>
            ))}
          </ul>
          <footer class="modal-foot">
            <button type="button" class="primary" onClick={closeWarning}>
              OK
            </button>
          </footer>
        </Modal>
      )}
      <div class="notice-place" role="alert">
        {notice !== undefined && (
          <div class="notice" key={notice.id}>
            <Icon name="warning" /> <span>{notice.text}</span>
            <button type="button" class="bare" aria-label="Close" onClick={() => simulator.notices.close()}>
              <Icon name="close" />
            </button>
          </div>
        )}
      </div>
    </>
  );
}

function ToastCard({ toast }: { readonly toast: Toast }): VNode {
  const simulator = useSimulator();
  const { id, title, subject, message, keyValues, buttons, iconUrl, width } = toast;
  const dismiss = () => simulator.act({ do: 'dismissToast', toastId: id });
  return (
    <div
      class="toast"
      role="group"
      aria-label={title === '' ? 'Notification' : title}
      style={{ width: widthOf(width) }}
    >
      <header>
        <WidgetIcon address={iconUrl} size={20} />
        <strong>{title}</strong>
        <button type="button" class="bare" aria-label="Close the notification" onClick={dismiss}>
          <Icon name="close" />
        </button>
      </header>
      {subject !== undefined && <p class="toast-subject">{subject}</p>}
      {message !== undefined && <p class="toast-message">{message}</p>}
      {Object.keys(keyValues).length > 0 && (
        <dl class="facts">
          {Object.entries(keyValues).map(([key, value]) => (
            <div key={key}>
              <dt>{key}</dt>
              <dd>{plainValueText(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {buttons.length > 0 && (
        <footer class="actions">
          {buttons.map((text, button) => (
            <button
              key={button}
              type="button"
              onClick={() => simulator.act({ do: 'pressToastButton', toastId: id, button })}
            >
              {text}
            </button>
          ))}
        </footer>
      )}
    </div>
  );
}

function WidgetDialog({ dialog }: { readonly dialog: Dialog }): VNode {
  const simulator = useSimulator();
  const { id, label, url, widget, width, height } = dialog;
  const title = label === '' ? 'Dialog' : label;
  return (
    <div
      class="widget-dialog"
      role="dialog"
      aria-label={title}
      style={{ width: widthOf(width), height: widthOf(height) }}
    >
      <header class="modal-head">
        <h2>{title}</h2>
        <button
          type="button"
          class="bare"
          aria-label="Close the dialog"
          onClick={() => simulator.act({ do: 'closeDialog', dialogId: id })}
        >
          <Icon name="close" />
        </button>
      </header>
      <HostedFrame title={title} address={checkWebAddress(url)} widget={widget} isPart />
    </div>
  );
}

/** A bare number counts as pixels. */
function widthOf(text: string | undefined): string {
  return text === undefined ? '' : /^\d+$/.test(text) ? `${text}px` : text;
}
