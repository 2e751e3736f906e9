import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * A button that did its work often goes away, and the focus with it: whoever works with the keyboard would begin again
 * at the top of the page. The focus goes to the selected case instead.
 */
export function useFocusRescue(): void {
  const last = useRef<Element | undefined>(undefined);
  useEffect(() => {
    const note = ({ target }: FocusEvent) => {
      last.current = target instanceof Element && target.closest('.actions') !== null ? target : undefined;
    };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useLayoutEffect(() => {
    if (last.current === undefined || last.current.isConnected || document.activeElement !== document.body) return;
    last.current = undefined;
    document.querySelector<HTMLElement>('.interaction h2')?.focus();
  });
}
