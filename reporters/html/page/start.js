startTheme();
startRules();
startFilter();
startPrint();
startLinks();
