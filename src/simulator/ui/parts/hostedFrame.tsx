import type { VNode } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { bridgeFrameName } from '../../../api/bridgeReference';
import type { WebAddress } from '../model/webAddress';
import { useSimulator } from './simulatorContext';

/** What a page in a frame may do: reach this machine, as a widget under development or its bridge must, and talk. */
const permissions =
  'loopback-network; local-network; local-network-access; microphone; camera; autoplay; clipboard-read; clipboard-write';

interface HostedFrameProps {
  readonly title: string;
  readonly address: WebAddress;
  /** Whose messages its messages are. */
  readonly widget: string;
  readonly isBridge?: true;
  readonly isPart?: true;
}

/** Web content in a frame, served from the moment it is in the page until it is gone. */
export function HostedFrame({ title, address, widget, isBridge, isPart }: HostedFrameProps): VNode {
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
    return () => hosted.dispose();
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
  return <iframe ref={frame} title={title} src={address.url} allow={permissions} {...name} />;
}
