/**
 * A setup file of vitest, which is run for each file of tests. What a fixture does when it is loaded is done once only where a
 * process runs several files.
 */

import { afterAll } from 'vitest';
import { removeFolders } from './temporary-folder.js';

afterAll(removeFolders);
