import type { ComponentChildren, VNode } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface DropdownProps {
  readonly summary: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A popover below a button. Escape or a click elsewhere closes it. */
export function Dropdown({ summary, children }: DropdownProps): VNode {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const fold = ({ target }: Event) => {
      const element = details.current;
      if (element !== null && target instanceof Node && !element.contains(target)) element.open = false;
    };
    document.addEventListener('pointerdown', fold);
    document.addEventListener('focusin', fold);
    return () => {
      document.removeEventListener('pointerdown', fold);
      document.removeEventListener('focusin', fold);
    };
  }, []);
  return (
    <details
      ref={details}
      class="dropdown"
      onKeyDown={({ key, currentTarget }) => {
        if (key !== 'Escape' || !currentTarget.open) return;
        currentTarget.open = false;
        currentTarget.querySelector('summary')?.focus();
      }}
    >
      <summary>{summary}</summary>
      <div class="popover">{children}</div>
    </details>
  );
}
