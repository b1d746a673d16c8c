export declare function pythonMessages(): string;
