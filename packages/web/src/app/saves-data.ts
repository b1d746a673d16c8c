/** Whether the browser was told to save data: the Network Information API, which not every browser has. */
export function savesData(): boolean {
  const { connection } = navigator as { readonly connection?: { readonly saveData?: boolean } };
  return connection?.saveData === true;
}
