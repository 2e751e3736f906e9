/** The script that a bridge loads into its private frame. */
import { installPoster } from '../workspace/installPoster';

installPoster(window);
