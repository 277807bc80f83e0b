/** Runs before each file of tests. */
import { afterEach } from 'vitest';
import { tidyUp } from './after-test';
import './random';

afterEach(tidyUp);
