import { glob } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadFolder } from '../../../integrations/load-folder.ts';
import { type Post, posts } from './posts.ts';
