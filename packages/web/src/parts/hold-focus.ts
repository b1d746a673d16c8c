/**
 * As a `ref` of what a dialog holds, gives the focus to its field with `data-autofocus`, or to the dialog, as soon as it is there,
 * before the next key comes; and back to what had it before once it is gone.
 */
export function holdFocus(held: HTMLElement | null): (() => void) | undefined {
  if (held === null) return undefined;
  const before = document.activeElement;
  const field = held.querySelector<HTMLElement>("[data-autofocus]");
  (field ?? held.closest<HTMLElement>("[role=dialog]"))?.focus({ preventScroll: true });
  return () => before instanceof HTMLElement && before.focus({ preventScroll: true });
}
