#!/usr/bin/env node
'use strict';

/*
 * Starts Byline. An old Node must be able to read this file, so it is plain JavaScript: it finds the checkout and
 * a Node that is new enough, or says in one sentence what to do.
 */
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const { pathToFileURL } = require('url');

/** The first Node that runs Byline. The `node` package brings one. */
const NEEDED = 24;

const root = findCheckout(process.cwd()) || findCheckout(typedFolder());
if (root === undefined) {
  refuse('There is no Byline checkout here or in any folder above. Go into yours first: cd my-site');
} else if (isNewEnough()) {
  runHere();
} else if (fs.existsSync(ownNode())) {
  runWith(ownNode());
} else {
  refuse(whyNoNode());
}

/** The nearest folder from `folder` upwards whose package.json has the command `byline`; undefined for none. */
function findCheckout(folder) {
  if (isCheckout(folder)) return folder;
  const above = path.dirname(folder);
  return above === folder ? undefined : findCheckout(above);
}

function isCheckout(folder) {
  try {
    const { bin } = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
    return typeof bin === 'object' && 'byline' in bin;
  } catch (_) {
    return false;
  }
}

/** The folder as the shell names it: inside a linked `content/` it leads back to the checkout, and the real one does not. */
function typedFolder() {
  const named = process.env.PWD || process.cwd();
  try {
    return fs.realpathSync(named) === fs.realpathSync(process.cwd()) ? named : process.cwd();
  } catch (_) {
    return process.cwd();
  }
}

function isNewEnough() {
  return Number(process.versions.node.split('.')[0]) >= NEEDED;
}

function ownNode() {
  return path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Runs the command line in this process, in the checkout's folder. */
function runHere() {
  process.env.BYLINE_CALLED_FROM = callersFolder();
  const isSeen = process.stdout.isTTY && process.stderr.isTTY;
  if (!isSeen && process.env.FORCE_COLOR === undefined) process.env.NO_COLOR = '1';
  process.chdir(root);
  import(pathToFileURL(path.join(root, 'scripts/byline.ts')).href).catch((error) => {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || error.message.includes("module '")) throw error;
    refuse(`Packages are missing. Run \`npm install\` in ${root}`);
  });
}

/** Where paths begin that the user types. `npm run byline` starts in the checkout, wherever it was typed. */
function callersFolder() {
  const { npm_lifecycle_event: script, INIT_CWD: typedIn } = process.env;
  return script === 'byline' && typedIn ? typedIn : process.cwd();
}

/** Runs the checkout's own launcher again with another Node, and ends as it ends. */
function runWith(node) {
  const launcher = path.join(root, 'scripts/byline.cjs');
  const pass = (signal) => child.kill(signal);
  // Before the other Node starts: a signal that nobody listens to would end this process alone.
  process.on('SIGTERM', pass);
  process.on('SIGHUP', pass);
  // A terminal sends Ctrl+C to both processes.
  process.on('SIGINT', (signal) => (process.stdin.isTTY ? undefined : pass(signal)));
  const child = spawn(node, [launcher].concat(process.argv.slice(2)), { stdio: 'inherit' });
  child.on('error', (error) => refuse(`Node ${NEEDED} at ${node} does not start: ${error.message}`));
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

function whyNoNode() {
  const have = `Byline needs Node ${NEEDED}, and this is Node ${process.versions.node}`;
  if (!fs.existsSync(path.join(root, 'node_modules')))
    return `${have}. Node ${NEEDED} comes with the packages: run \`npm install\` in ${root}`;
  return `${have}. The package that brings Node ${NEEDED} could not run its install script: run \`${howToInstall()}\` in ${root}, or install Node ${NEEDED} from https://nodejs.org/`;
}

/** The command that runs the install script of the `node` package, for the package manager that was used. */
function howToInstall() {
  if (fs.existsSync(path.join(root, 'node_modules/.modules.yaml'))) return 'pnpm rebuild node';
  const isBun = ['bun.lock', 'bun.lockb'].some((name) => fs.existsSync(path.join(root, name)));
  return isBun ? 'bun pm trust node' : 'npm rebuild node --ignore-scripts=false';
}

function refuse(sentence) {
  console.error(sentence);
  process.exitCode = 1;
}
