/** The types of the API, made from the OpenAPI document of the built server. */
export function generateTypes(): Promise<string>;
