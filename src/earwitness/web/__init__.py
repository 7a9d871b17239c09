"""A local web page on which somebody who knows the language puts a recording right: thin, over the workflow."""
