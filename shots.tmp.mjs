import { launchChromium } from './tests/servers/chromium.ts';
const browser = await launchChromium();
const base='http://localhost:4399/studio';
const jobs=[['overview','?lang=en&days=365',1200,'light'],['overview-dark-zh','?lang=zh&days=365',390,'dark'],['post','/posts/what-p99-hides?lang=zh&days=365',1200,'dark'],['post-phone','/posts/what-p99-hides?lang=en&days=90',390,'light'],['sponsors','/sponsors?lang=zh&days=365',1200,'light'],['leads','/leads?lang=en',1200,'light'],['leads-phone','/leads?lang=zh',390,'dark'],['models','/models?lang=en&days=365',1200,'light'],['channels','/channels?lang=zh&days=365',390,'light'],['live','/live?lang=en',390,'light'],['journeys','/journeys?lang=zh&days=30',1200,'dark']];
for (const [name,path,width,scheme] of jobs){const page=await browser.newPage({viewport:{width,height:900},colorScheme:scheme,httpCredentials:{username:'studio',password:'demo'}});const r=await page.goto(base+path);const over=await page.evaluate(()=>document.documentElement.scrollWidth-innerWidth);console.log(name,r.status(),'overflow',over);await page.screenshot({path:`/tmp/money/${name}.png`,fullPage:false});await page.context().close();}
await browser.close();
