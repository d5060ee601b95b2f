// A quiz that is the work of a whole page: after "Run All Cells" its reader is at the top again.
import quiz from "./quiz_card.js";
import { returnToTop } from "./return_to_top.js";

export default {
  render(context) {
    returnToTop(context.el);
    return quiz.render(context);
  },
};
