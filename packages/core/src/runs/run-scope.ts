/**
 * Where runs live. A backend is bound to one scope; another one is reached with `withScope`. Backends that know no
 * subscriptions or workspaces use the experiment's name alone.
 */
export interface RunScope {
  readonly subscriptionId?: string | undefined;
  readonly resourceGroup?: string | undefined;
  readonly workspaceName?: string | undefined;
  readonly experimentName?: string | undefined;
}
