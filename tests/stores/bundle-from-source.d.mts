/**
 * Bundles a script with our packages from their sources: no build is needed, and a new process starts as users' do.
 * @returns the bundle's file
 */
export function bundleFromSource(script: string, folder: string): Promise<string>;
