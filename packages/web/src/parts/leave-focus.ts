/**
 * As a `ref` of a control that goes away when it has done its work, leaves its focus to what stands around it:
 * who goes on by keys, or listens, stays where they were.
 */
export function leaveFocus(control: HTMLElement | null): (() => void) | undefined {
  if (control === null) return undefined;
  return () => {
    if (document.activeElement !== control) return;
    const around = ancestorsOf(control);
    // What stays is known only once everything that goes has gone.
    queueMicrotask(() => {
      const left = around.find(({ isConnected }) => isConnected);
      if (left !== undefined && document.activeElement === document.body) focusWithin(left);
    });
  };
}

function ancestorsOf({ parentElement }: HTMLElement): readonly HTMLElement[] {
  return parentElement === null ? [] : [parentElement, ...ancestorsOf(parentElement)];
}

/** Gives the focus to an element that cannot be reached by keys. */
function focusWithin(element: HTMLElement): void {
  if (!element.hasAttribute("tabindex")) {
    element.tabIndex = -1;
    element.style.outline = "none";
  }
  element.focus({ preventScroll: true });
}
