import { redcarpet } from '../redcarpet/redcarpet.ts';

export default redcarpet({ dialect: 'dev', version: 1 });
