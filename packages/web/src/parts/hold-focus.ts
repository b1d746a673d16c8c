/** As a `ref`, gives the focus to an element as soon as it is there, and back to what had it before once it is gone. */
export function holdFocus(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined;
  const before = document.activeElement;
  element.focus();
  return () => before instanceof HTMLElement && before.focus({ preventScroll: true });
}
