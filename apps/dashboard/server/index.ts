export type { Act } from '../api/session-info.js';
export type { ActOptions, DashboardActs } from './acts.js';
export { type Dashboard, type DashboardOptions, startDashboard } from './start-dashboard.js';
