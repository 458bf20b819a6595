"""The words of a question: what is asked, of whom, in which measure, officially called what."""
