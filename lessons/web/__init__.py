"""Run the cells of a lesson in a browser, where Pyodide takes the place of a Jupyter kernel.

The page's worker (lessons/widgets/js/web/worker.js) calls two functions of `lessons.web.session`:
`run` for the cells of the lesson, and `receive` for what the learner does with a widget. This
package is imported in the browser only; there it puts `stand_in` in the place of ipywidgets.
"""
