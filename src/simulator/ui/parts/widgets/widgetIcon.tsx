import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { checkWebAddress } from '../../model/address/webAddress';

interface WidgetIconProps {
  /** As a widget gave it; nothing is shown for what is no web address or no picture. */
  readonly address: string | undefined;
  /** Pixels, both ways. */
  readonly size: number;
}

/** A picture that a widget wants beside its text. */
export function WidgetIcon({ address, size }: WidgetIconProps): VNode | null {
  const [broken, setBroken] = useState<string>();
  const checked = address === undefined || address === broken ? undefined : checkWebAddress(address);
  if (checked === undefined || 'refused' in checked) return null;
  return <img src={checked.url} alt="" width={size} height={size} onError={() => setBroken(address)} />;
}
