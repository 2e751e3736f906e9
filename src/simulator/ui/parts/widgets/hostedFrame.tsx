import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { bridgeFrameName } from '../../../../api/bridgeReference';
import type { WebAddress } from '../../model/address/webAddress';
import { useSimulator } from '../simulatorContext';

/** Permissions of a page in a frame: to reach this machine, as a widget under development must, and to use media. */
const wanted = [
  'loopback-network',
  'local-network',
  'local-network-access',
  'microphone',
  'camera',
  'autoplay',
  'clipboard-read',
  'clipboard-write',
];

/** The names of permissions differ by browser version, and a browser warns of each unknown name. */
const permissions = wanted.filter(isKnown).join('; ');

function isKnown(name: string): boolean {
  const { featurePolicy }: Document & { readonly featurePolicy?: { features(): readonly string[] } } = document;
  return featurePolicy === undefined || featurePolicy.features().includes(name);
}

interface HostedFrameProps {
  readonly title: string;
  readonly address: WebAddress;
  /** The widget to which messages of the frame belong. */
  readonly widget: string;
  readonly isBridge?: true;
  readonly isPart?: true;
  /** The key under which WidgetStatuses watches the frame. */
  readonly statusKey?: string;
  /** For a widget of an interaction. */
  readonly interactionId?: string | undefined;
}

/** Web content in a frame, served from the moment it is in the page until it is gone. */
export function HostedFrame(props: HostedFrameProps): VNode {
  const { title, address, widget, isBridge, isPart, statusKey, interactionId } = props;
  const simulator = useSimulator();
  const frame = useRef<HTMLIFrameElement>(null);
  useLayoutEffect(() => {
    const element = frame.current;
    const window = element?.contentWindow;
    if (element === null || window === null || window === undefined) return undefined;
    const hosted = simulator.hosts(window, {
      widget,
      visible: () => document.visibilityState === 'visible' && element.checkVisibility(),
      ...(isBridge === true ? { isBridge } : {}),
      ...(isPart === true ? { isPart } : {}),
    });
    const watched =
      statusKey === undefined || 'refused' in address
        ? undefined
        : simulator.statuses.watch(statusKey, {
            name: widget,
            address: address.url,
            ...(interactionId === undefined ? {} : { interactionId }),
          });
    return () => {
      watched?.dispose();
      hosted.dispose();
    };
  }, []);
  if ('refused' in address) {
    return (
      <div class="refused" role="alert">
        <p>{title} is not shown.</p>
        <p>{address.refused}</p>
      </div>
    );
  }
  const name = isBridge === true ? { name: bridgeFrameName } : {};
  const loaded = statusKey === undefined ? {} : { onLoad: () => simulator.statuses.pageLoaded(statusKey) };
  return <iframe ref={frame} title={title} src={address.url} allow={permissions} {...name} {...loaded} />;
}
