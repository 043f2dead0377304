/** Bundles the page for browsers into a folder, whose URL ends in a slash. */
export function buildPage(outFolder: URL): Promise<void>;
