import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Moves the focus to the selected case when the focused button goes away, as many buttons do once they were pressed. A
 * keyboard user would otherwise start again at the top of the page.
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
