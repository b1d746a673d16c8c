export declare const PAGES: Readonly<Record<string, () => string>>;
