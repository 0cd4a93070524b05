import { defineConfig } from 'vitest/config';
import every, { slow } from './vitest.config.ts';

export default defineConfig({ ...every, test: { ...every.test, include: slow, exclude: [] } });
