/** The script that a bridge loads into its private frame. */
import { leaveVoice } from './leaveVoice';

leaveVoice(window);
