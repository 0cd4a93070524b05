import '@mathjax/src/js/input/tex/ams/AmsConfiguration.js';
import '@mathjax/src/js/input/tex/base/BaseConfiguration.js';
import '@mathjax/src/js/input/tex/boldsymbol/BoldsymbolConfiguration.js';
import '@mathjax/src/js/input/tex/cancel/CancelConfiguration.js';
import '@mathjax/src/js/input/tex/color/ColorConfiguration.js';
import '@mathjax/src/js/input/tex/mathtools/MathtoolsConfiguration.js';
import '@mathjax/src/js/input/tex/newcommand/NewcommandConfiguration.js';
import { liteAdaptor } from '@mathjax/src/js/adaptors/liteAdaptor.js';
import { RegisterHTMLHandler } from '@mathjax/src/js/handlers/html.js';
import { TeX } from '@mathjax/src/js/input/tex.js';
import { mathjax } from '@mathjax/src/js/mathjax.js';
import '@mathjax/src/js/util/asyncLoad/esm.js';
import { SVG } from '@mathjax/src/js/output/svg.js';

/** A formula as SVG, and its size in CSS pixels beside text of 16 pixels. */
export interface DrawnFormula {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  /** How far it reaches below the line. */
  readonly depth: number;
}

const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);
const page = mathjax.document('', {
  InputJax: new TeX({
    packages: ['base', 'ams', 'boldsymbol', 'cancel', 'color', 'mathtools', 'newcommand'],
    // What cannot be read is an error here, not red letters in the picture.
    formatError: (_: unknown, error: Error) => {
      throw error;
    },
  }),
  OutputJax: new SVG({ fontCache: 'none', linebreaks: { inline: false } }),
});

/** Draws TeX without a browser. @throws Error that says what MathJax cannot read */
export async function drawFormula(tex: string, inline: boolean): Promise<DrawnFormula> {
  const box = await page.convertPromise(tex, { display: !inline, em: EM, ex: EX, containerWidth: 80 * EM });
  const svg = adaptor.firstChild(box);
  const size = (name: string) => Number.parseFloat(adaptor.getAttribute(svg as never, name)) * EX;
  const below = /vertical-align:\s*(-?[\d.]+)ex/.exec(adaptor.getAttribute(svg as never, 'style'))?.[1] ?? 0;
  return {
    svg: adaptor.serializeXML(svg as never),
    width: round(size('width')),
    height: round(size('height')),
    depth: round(-Number(below) * EX),
  };
}

const EM = 16;
const EX = 8;

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
