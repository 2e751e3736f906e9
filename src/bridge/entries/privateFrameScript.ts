/** The script that a bridge loads into its private frame. */
import { installPoster } from '../workspace/poster';

installPoster(window);
