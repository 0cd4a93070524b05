import { Command } from 'commander';
import { screenshotNames } from '../screenshot-names.ts';
import { typedPath } from '../typed-path.ts';
import { oneOf } from '../usage-problem.ts';
import { whenAsked } from '../when-asked.ts';

/** `npx byline screenshots` */
export default function screenshots(): Command {
  return new Command('screenshots')
    .description('Picture the main pages: on a phone and a desk, light and dark, in every language.')
    .option('--out <folder>', 'where the pictures go', typedPath, 'screenshots')
    .option('--only <names>', `some of: ${screenshotNames.join(', ')}`, readNames, screenshotNames)
    .option('--whole', 'from top to bottom, not only what one sees at first', false)
    .action(whenAsked(() => import('../actions/screenshots.ts')));
}

function readNames(text: string): readonly string[] {
  return text.split(',').map((asked) => oneOf('a page to picture', screenshotNames)(asked.trim()));
}
